"""Files that belong to something in the books: a logo, a deed, a voucher, an attendance list."""
