'use client'

import { ActButton } from '../panel/ActButton'
import { writtenBuild } from './BuildMoves'

type Props = {
  build: { id: string; rev?: number | null }
  /** Ids of the warnings that nobody has acknowledged yet. */
  warnings: readonly string[]
}

/** Says that the warnings were read which a change of the build has brought up. */
export const AcknowledgeButton = ({ build, warnings }: Props) => (
  <ActButton
    path={`/api/builds/${build.id}?depth=0`}
    method="PATCH"
    schema={writtenBuild}
    body={{ acknowledged: warnings, rev: build.rev }}
    done="Acknowledged."
  >
    I have read and accept {warnings.length === 1 ? 'it' : 'them'}
  </ActButton>
)
