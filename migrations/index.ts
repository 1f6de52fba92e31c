import * as migration_20261123_090000_initial from './20261123_090000_initial'
import * as migration_20261123_090100_house_rules from './20261123_090100_house_rules'
import * as migration_20261123_120000_floor from './20261123_120000_floor'
import * as migration_20261123_120100_floor_rules from './20261123_120100_floor_rules'
import * as migration_20261123_130000_seals from './20261123_130000_seals'
import * as migration_20261123_140000_substitutions from './20261123_140000_substitutions'
import * as migration_20261123_140100_substitution_rules from './20261123_140100_substitution_rules'
import * as migration_20261123_150000_release_checks from './20261123_150000_release_checks'

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
  {
    up: migration_20261123_120000_floor.up,
    down: migration_20261123_120000_floor.down,
    name: '20261123_120000_floor',
  },
  {
    up: migration_20261123_120100_floor_rules.up,
    down: migration_20261123_120100_floor_rules.down,
    name: '20261123_120100_floor_rules',
  },
  {
    up: migration_20261123_130000_seals.up,
    down: migration_20261123_130000_seals.down,
    name: '20261123_130000_seals',
  },
  {
    up: migration_20261123_140000_substitutions.up,
    down: migration_20261123_140000_substitutions.down,
    name: '20261123_140000_substitutions',
  },
  {
    up: migration_20261123_140100_substitution_rules.up,
    down: migration_20261123_140100_substitution_rules.down,
    name: '20261123_140100_substitution_rules',
  },
  {
    up: migration_20261123_150000_release_checks.up,
    down: migration_20261123_150000_release_checks.down,
    name: '20261123_150000_release_checks',
  },
]
