import * as migration_20261123_090000_initial from './20261123_090000_initial'
import * as migration_20261123_090100_house_rules from './20261123_090100_house_rules'

export const migrations = [
  {
    up: migration_20261123_090000_initial.up,
    down: migration_20261123_090000_initial.down,
    name: '20261123_090000_initial',
  },
  {
    up: migration_20261123_090100_house_rules.up,
    down: migration_20261123_090100_house_rules.down,
    name: '20261123_090100_house_rules',
  },
]
