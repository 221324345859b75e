"""The texts that a province is rated by: versions, local layers, which of them a year is held
under.
"""
