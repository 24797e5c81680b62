-- class: error
-- expect: error red
-- draws on the terminal
error("\27[2J\27]0;title\7\u{9b}31m\u{202e}\u{200b}red\r\n\nsecond line")
