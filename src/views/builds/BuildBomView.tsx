import Link from 'next/link'
import type { DocumentViewServerProps } from 'payload'
import { BomSheet } from '../boms/BomSheet'
import { Empty } from '../panel/blocks'
import { BuildFrame, openBuild } from './BuildFrame'
import { readActiveBom } from './readBuild'

/** The tab of a build that shows its bill of materials in force. */
export async function BuildBomView(props: DocumentViewServerProps) {
  const open = await openBuild(props)
  const bom = await readActiveBom(open.req, open.build.id)
  return (
    <BuildFrame
      {...open}
      tab="Bill of materials"
      aside={
        <Link className="panel-button panel-no-print" href={`/admin/compare?a=${open.build.id}`}>
          Compare with…
        </Link>
      }
    >
      {bom ? (
        <BomSheet req={open.req} bom={bom} build={open.build} follow={false} />
      ) : (
        <Empty title="No bill of materials yet." />
      )}
    </BuildFrame>
  )
}
