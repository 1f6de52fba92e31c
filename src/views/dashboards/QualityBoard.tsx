import type { PayloadRequest } from 'payload'
import { Card } from '../panel/blocks'
import { Queue, queueOf } from './queue'

/** The two inspection queues. */
export async function QualityBoard({ req }: { req: PayloadRequest }) {
  const incoming = await queueOf(req, { status: { equals: 'PRE_QC' } })
  const final = await queueOf(req, { status: { in: ['PRODUCTION_COMPLETE', 'FINAL_QC'] } })
  return (
    <>
      <Card title="Pre-QC">
        <Queue
          req={req}
          label="Builds in Pre-QC"
          builds={incoming}
          empty="No body waits for its incoming inspection."
        />
      </Card>
      <Card title="Final QC">
        <Queue
          req={req}
          label="Builds in Final QC"
          builds={final}
          empty="No finished sink waits for its final inspection."
        />
      </Card>
    </>
  )
}
