"""Our own sample reports, shipped with the package; every name and figure in them is invented."""
