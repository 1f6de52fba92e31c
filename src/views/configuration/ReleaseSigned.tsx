import type { UIFieldServerProps } from 'payload'
import { idOf } from '../../services/relation'
import { Card, Notice } from '../panel/blocks'
import '../panel/panel.scss'
import { SignatureLine } from '../quality/record/SignatureLine'
import { readReleaseSignatures, type ReleaseSignature } from './readReleaseSignatures'

type Props = { signature: ReleaseSignature | undefined; isPublishedByPerson: boolean }

/** The signature under a release (handbook 15.3); what a person published has one, or it was taken away. */
export function ReleaseSigned({ signature, isPublishedByPerson }: Props) {
  if (signature)
    return <SignatureLine signature={{ ...signature, note: null }} timeZone={signature.timeZone} />
  return isPublishedByPerson ? (
    <Notice tone="bad">
      <p>DOES NOT MATCH: the signature that it was published with is missing.</p>
    </Notice>
  ) : (
    'Came with the product, not signed.'
  )
}

/** The same on the record of a release. */
export async function ReleaseSignedField({ data, id, req }: UIFieldServerProps) {
  const release = String(id ?? '')
  const signatures = await readReleaseSignatures(req, [release])
  return (
    <div className="field-type panel panel--inside">
      <Card title="Signature">
        <ReleaseSigned
          signature={signatures.get(release)}
          isPublishedByPerson={idOf(data.publishedBy) !== ''}
        />
      </Card>
    </div>
  )
}
