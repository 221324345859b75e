"""Running the product: serving, health, logs without personal data, backup, restore,
verification.
"""
