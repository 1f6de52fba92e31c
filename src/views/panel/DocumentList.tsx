import type { PayloadRequest, Where } from 'payload'
import { may } from '../../../access/can'
import { Empty } from './blocks'
import { PaperList } from './PaperList'
import { readPapers } from './readPapers'

type Props = { req: PayloadRequest; where: Where; timeZone: string }

/** Files that this reader may open; each opens in the browser. */
export async function DocumentList({ req, where, timeZone }: Props) {
  const papers = await readPapers(req, where)
  if (papers.length === 0)
    return (
      <Empty title="No documents.">
        {may(req, 'documents.create')
          ? 'Purchase orders, drawings and confirmations that are attached to the order appear here.'
          : 'Drawings and confirmations of this build appear here once they are attached.'}
      </Empty>
    )
  return <PaperList req={req} papers={papers} timeZone={timeZone} />
}
