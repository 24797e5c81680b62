-- class: state
-- expect: error there is no 'undefinied'
-- a name that is not there
return undefinied
