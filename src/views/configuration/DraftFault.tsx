import { editorHref } from '../editor/whereabouts'

type Props = {
  /** The record of the draft. */
  collection: string
  id: string
  /** What the refusal calls its place: `draft.rule R6`. */
  field: string | undefined
  message: string
}

/** What keeps a draft from being published, with the way to its place in the editor. */
export function DraftFault({ collection, id, field = '', message }: Props) {
  if (!field.startsWith('draft.')) return message
  return (
    <>
      {message} <a href={editorHref(collection, id, field)}>Show it in the editor</a>
    </>
  )
}
