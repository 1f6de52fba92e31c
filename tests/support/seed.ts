import fc from 'fast-check'

// Property tests meet the same values in every run: a failure is one of the change, not of the dice.
fc.configureGlobal({ seed: 20_261_129 })
