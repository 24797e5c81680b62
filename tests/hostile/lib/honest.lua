return "honest"
