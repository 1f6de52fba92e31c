/** The offline layer of the floor screens, as the screens see it. */
export { ConflictList, WaitingPhoto } from './ConflictList'
export {
  answersIn,
  overlay,
  placeholderOf,
  revisionShown,
  seenOf,
  uploadIn,
  type Answerable,
  type Change,
  type Entry,
  type Sync,
} from './entries'
export { OfflineProvider, useQueue, type Queue } from './OfflineProvider'
export { CannotKeep, type NewEntry, type Reach } from './queue'
export { SyncStatus } from './SyncStatus'
