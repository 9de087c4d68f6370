"""Words: letters, tokens, and what is known of single words and phrases, whatever figure they stand beside."""
