"""Request handlers: the province's preparation, the plans of bodies below, reading the launch."""
