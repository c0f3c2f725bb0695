//! Where rows are kept.
