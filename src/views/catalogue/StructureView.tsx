import type { DocumentViewServerProps } from 'payload'
import { may } from '../../../access/can'
import { componentsOfAssembly, summaryOf } from '../../services/catalogue/explore'
import { Card, Facts, Notice } from '../panel/blocks'
import { plural } from '../panel/words'
import { ComponentTree } from './ComponentTree'
import { ItemFrame, openItem } from './ItemFrame'

/** The tab of an assembly that shows what it is made of, at every level. */
export async function StructureView(props: DocumentViewServerProps) {
  const open = await openItem(props, 'structure.read')
  const { req, item } = open
  const rows = await componentsOfAssembly(req, item.id)
  const summary = await summaryOf(req, item.id)
  const { lines, levels, items, unresolved, cycles } = summary
  return (
    <ItemFrame {...open} tab="Structure">
      {unresolved > 0 && (
        <Notice tone="bad">
          <p>
            {plural(unresolved, 'line asks', 'lines ask')} for an id that is in no catalogue. A bill
            of materials with it cannot be approved: correct the id or add the item.
          </p>
        </Notice>
      )}
      {cycles > 0 && (
        <Notice tone="bad">
          <p>
            {plural(cycles, 'component contains', 'components contain')} an assembly that lies above
            it. Remove one of the links of the circle.
          </p>
        </Notice>
      )}
      <Card title="What it is made of">
        <Facts
          facts={[
            { label: 'Direct components', value: rows.length },
            { label: 'Lines at all levels', value: lines },
            { label: 'Different items', value: items },
            { label: 'Levels', value: levels },
          ]}
        />
        <ComponentTree
          assembly={item}
          rows={rows}
          lines={lines}
          mayEdit={may(req, 'structure.manage')}
        />
      </Card>
    </ItemFrame>
  )
}
