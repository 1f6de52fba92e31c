import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { rowsOf } from '../../db/rows'
import {
  completenessOf,
  missingForRelease,
  type CompletenessGuard,
  type MeterPoint,
  type MissingSerial,
} from '../../domain/quality/completeness'
import { wayBack } from '../../domain/quality/opening'
import type { GuardName } from '../../domain/workflow/guards'
import type { Build } from '../../payload-types'
import { factsOfBuild } from '../builds/facts'
import { workflowRelease } from '../configuration/releases'
import { refused } from '../http'
import { fullNamesOf } from '../people/names'
import { idOf } from '../relation'
import { itemsOf } from './answers'

/** What release demands of a build, as its rows stand now (handbook 4.3, contract 4). */
export async function completenessOfBuild(
  req: PayloadRequest,
  build: Pick<Build, 'id' | 'assignedTo'>,
): Promise<MeterPoint[]> {
  const assignee = idOf(build.assignedTo)
  const names = await fullNamesOf(req, [assignee])
  return completenessOf({
    build: await factsOfBuild(req, build.id),
    serials: await serialsOf(req, build.id),
    assembler: names.get(assignee) ?? null,
  })
}

/** What is done on the floor alone, with the guard of the workflow that waits for it there. */
const FLOOR_WORK: Partial<Record<CompletenessGuard, GuardName>> = {
  tasksDone: 'tasksDone',
  serialsRecorded: 'tasksDone',
  eolPassed: 'eolPassed',
  packingComplete: 'packingComplete',
}

/** Final QC releases a build: it is not passed while its record lacks anything but that signature.
 * What only the floor can still do is done after a failure, which the refusal says. */
export async function demandCompleteRecord(req: PayloadRequest, build: Build): Promise<void> {
  const unmet = missingForRelease(await completenessOfBuild(req, build)).map(
    ({ guard, message }) => ({ guard, message }),
  )
  const [first] = unmet
  if (!first) return
  const { content } = await workflowRelease(req, idOf(build.workflow))
  const ways = unmet.flatMap(({ guard }) => {
    const awaitedBy = FLOOR_WORK[guard]
    return (awaitedBy && wayBack(content, build.status, awaitedBy)) ?? []
  })
  const reasons = [...unmet.map(({ message }) => message), ...new Set(ways)]
  throw refused({
    code: 'precondition_failed',
    field: 'outcome',
    message: `The record of build ${build.buildNumber} is not complete: ${reasons.join(' ')}`,
    details: { guard: first.guard, unmet },
  })
}

const criticalSchema = z.array(
  z.object({ partNumber: z.string(), name: z.string(), quantity: z.number() }),
)

type Recorded = {
  task: string | null
  inspection: string | null
  partNumber: string
  basin: number | null
  lot: string | null
  serial: string | null
}

async function serialsOf(
  req: PayloadRequest,
  build: string,
): Promise<{ missing: MissingSerial[]; isTested: boolean }> {
  const recorded = await rowsOf<Recorded>(
    req,
    sql`select task_id as task, inspection_id as inspection, part_number as "partNumber",
               basin::int as basin, lot, serial
        from traced_parts where build_id = ${build} and replaced_at is null`,
  )
  const tasks = await rowsOf<{ id: string; basin: number | null; parts: unknown }>(
    req,
    sql`select id, basin::int as basin, critical_parts as parts from tasks
        where build_id = ${build} and status <> 'CANCELLED' and jsonb_array_length(critical_parts) > 0
        order by sequence`,
  )
  const [test] = await rowsOf<{ id: string; state: string; items: unknown[] }>(
    req,
    sql`select id, state::text as state, items from inspections
        where build_id = ${build} and kind = 'END_OF_LINE' and state <> 'VOID'
        order by attempt desc limit 1`,
  )
  return {
    missing: [
      ...tasks.flatMap((task) => missingOfTask(task, recorded)),
      ...(test ? missingOfTest(test, recorded) : []),
    ],
    isTested: test?.state === 'SIGNED',
  }
}

/** A lot speaks for all pieces of its part; a serial for one (handbook 9.1). */
function missingOfTask(
  { id, basin, parts }: { id: string; basin: number | null; parts: unknown },
  recorded: readonly Recorded[],
): MissingSerial[] {
  return criticalSchema.parse(parts).flatMap(({ partNumber, name, quantity }): MissingSerial[] => {
    const known = recorded.filter((part) => part.task === id && part.partNumber === partNumber)
    const serials = new Set(known.flatMap(({ serial }) => serial ?? []))
    if (known.some(({ lot }) => lot !== null) || serials.size >= quantity) return []
    return [{ partNumber, name, basin, pieces: quantity - serials.size }]
  })
}

function missingOfTest(
  { id, items }: { id: string; items: unknown[] },
  recorded: readonly Recorded[],
): MissingSerial[] {
  return itemsOf({ items }).flatMap(
    ({ type, partNumber, label, basin, result, required }): MissingSerial[] => {
      if (type !== 'TEXT' || partNumber === null || !required || result === 'NA') return []
      const isRecorded = recorded.some(
        (part) => part.inspection === id && part.partNumber === partNumber && part.basin === basin,
      )
      return isRecorded ? [] : [{ partNumber, name: label, basin, pieces: 1 }]
    },
  )
}
