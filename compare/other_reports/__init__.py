"""Reports beside the one that is checked: last year's, the same year's budget, the 单位 of a 部门."""
