import type { JSONFieldServerProps } from 'payload'
import { customClasses } from '../../services/settings'
import { CustomNumbers } from './CustomNumbers'

/** Every class of parts made to measure that a published family has, with the pattern of its numbers. */
export async function CustomNumbersField({
  clientField,
  path,
  readOnly,
  req,
}: JSONFieldServerProps) {
  const { label, admin } = clientField
  return (
    <CustomNumbers
      path={path}
      label={typeof label === 'string' ? label : ''}
      help={typeof admin?.description === 'string' ? admin.description : ''}
      isReadOnly={readOnly === true}
      classes={await customClasses(req)}
    />
  )
}
