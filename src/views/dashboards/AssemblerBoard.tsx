import type { PayloadRequest } from 'payload'
import { Card } from '../panel/blocks'
import { Queue, queueOf } from './queue'

/** The builds of the assembler who looks; the access matrix leaves out all others. */
export async function AssemblerBoard({ req }: { req: PayloadRequest }) {
  const mine = await queueOf(req, { status: { not_in: ['SHIPPED', 'DELIVERED', 'CANCELLED'] } })
  return (
    <Card title="Assigned to me">
      <Queue
        req={req}
        label="Builds assigned to me"
        builds={mine}
        empty="No build is assigned to you. A production coordinator assigns builds."
      />
    </Card>
  )
}
