import { describe, expect, it } from 'vitest'
import { modelName } from '../../../src/domain/configurator/modelName'
import type { FamilyContent } from '../../../src/domain/configurator/release'
import { label } from '../../../src/domain/label'
import { MDRD } from '../../../src/shipped/mdrd'

const endoscope: Pick<FamilyContent, 'options'> = {
  options: [
    { type: 'BOOLEAN', key: 'light', label: label('Light', 'Lampe', 'Luz'), required: true },
    {
      type: 'CHOICE',
      key: 'model',
      label: label('Model', 'Modèle', 'Modelo'),
      required: true,
      choices: [{ value: 'TWO', label: label('Two basins', 'Deux cuves', 'Dos cubetas') }],
    },
  ],
}

describe('what a sink is called', () => {
  it('is the code of its model where the family has one', () => {
    expect(modelName(MDRD, { sinkModel: 'T2-B2' })).toBe('T2-B2')
  })

  it('is its first choice otherwise, in the language asked for', () => {
    expect(modelName(endoscope, { light: true, model: 'TWO' })).toBe('Two basins')
    expect(modelName(endoscope, { model: 'TWO' }, 'fr')).toBe('Deux cuves')
  })

  it('is nothing where nothing was chosen', () => {
    expect(modelName(endoscope, {})).toBeNull()
    expect(modelName({ options: [] }, { model: 'TWO' })).toBeNull()
    expect(modelName(endoscope, null)).toBeNull()
  })
})
