return rawget(_G, "secret") ~= nil
