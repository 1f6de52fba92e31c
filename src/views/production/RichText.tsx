import type { ListItem, RichBlock, Run } from '../../domain/production/richText'
import type { Pictures } from './work'

type Props = { blocks: readonly RichBlock[]; pictures: Pictures }

/** Text of an instruction without the editor. A picture that the reader may not see is named. */
export const RichText = ({ blocks, pictures }: Props) => (
  <div className="floor-text">
    {blocks.map((block, index) => (
      <Block key={index} block={block} pictures={pictures} />
    ))}
  </div>
)

function Block({ block, pictures }: { block: RichBlock } & Pick<Props, 'pictures'>) {
  switch (block.kind) {
    case 'image': {
      const picture = pictures[block.documentId]
      return picture ? (
        // eslint-disable-next-line @next/next/no-img-element -- kept by the service worker under its own address
        <img src={picture.url} alt={picture.title} loading="lazy" />
      ) : (
        <p className="panel-card__note">A picture belongs here that your role does not see.</p>
      )
    }
    case 'list':
      return block.isOrdered ? (
        <ol>{block.items.map(itemOf)}</ol>
      ) : (
        <ul>{block.items.map(itemOf)}</ul>
      )
    case 'heading':
      return <h4>{block.runs.map(runOf)}</h4>
    default:
      return <p>{block.runs.map(runOf)}</p>
  }
}

const itemOf = ({ depth, runs }: ListItem, index: number) => (
  <li key={index} className={depth > 0 ? `is-deep-${Math.min(depth, 3)}` : undefined}>
    {runs.map(runOf)}
  </li>
)

function runOf({ text, bold, italic, underline }: Run, index: number) {
  const underlined = underline ? <u>{text}</u> : text
  const slanted = italic ? <em>{underlined}</em> : underlined
  return bold ? <strong key={index}>{slanted}</strong> : <span key={index}>{slanted}</span>
}
