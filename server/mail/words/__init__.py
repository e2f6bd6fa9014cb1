"""The words of mails, one module a language with the same names in each."""
