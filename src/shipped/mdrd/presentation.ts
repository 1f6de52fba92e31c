import type { Schematic, Wizard } from '../../domain/configurator/release'
import { is, value } from '../../domain/configurator/write'
import { label } from '../../domain/label'
import { basinLength, basinWidth, hasPegboard, isDi } from './words'

/** How the MDRD family is asked for in the wizard and drawn from above. */
export const wizard: Wizard = {
  sections: [
    {
      key: 'body',
      label: label('Sink body', 'Corps de l’évier', 'Cuerpo del fregadero'),
      blocks: [
        {
          key: 'size',
          label: label('Model and size', 'Modèle et taille', 'Modelo y tamaño'),
          fields: [
            { field: 'sinkModel', span: 4 },
            { field: 'length', span: 4 },
            { field: 'width', span: 4 },
          ],
        },
        {
          key: 'legs',
          label: label('Legs and feet', 'Pieds et appuis', 'Patas y apoyos'),
          fields: [
            { field: 'legsType', span: 4 },
            { field: 'legsModel', span: 4 },
            { field: 'feet', span: 4 },
          ],
        },
        {
          key: 'workflow',
          label: label('Workflow', 'Sens du travail', 'Flujo de trabajo'),
          help: label(
            'The direction has no effect on the bill of materials.',
            'Le sens n’a pas d’effet sur la nomenclature.',
            'El sentido no afecta a la lista de materiales.',
          ),
          fields: [{ field: 'workflowDirection', span: 6 }],
        },
      ],
    },
    {
      key: 'basins',
      label: label('Basins', 'Cuves', 'Piletas'),
      help: label(
        'One block for each basin of the model.',
        'Un bloc par cuve du modèle.',
        'Un bloque por pileta del modelo.',
      ),
      blocks: [
        {
          key: 'basin',
          group: 'basins',
          fields: [
            { field: 'type', span: 4 },
            { field: 'size', span: 8 },
            { field: 'width', span: 4 },
            { field: 'length', span: 4 },
            { field: 'depth', span: 4 },
            { field: 'pTrap', span: 6 },
            { field: 'light', span: 6 },
          ],
        },
      ],
    },
    {
      key: 'pegboard',
      label: label('Pegboard', 'Panneau', 'Panel'),
      blocks: [
        {
          key: 'pegboard',
          fields: [
            { field: 'pegboard', span: 12 },
            { field: 'pegboardType', span: 6 },
            { field: 'pegboardColor', span: 6 },
            { field: 'pegboardSize', span: 4 },
            { field: 'pegboardWidth', span: 4 },
            { field: 'pegboardLength', span: 4 },
          ],
        },
      ],
    },
    {
      key: 'water',
      label: label('Faucets and sprayers', 'Robinets et pistolets', 'Grifos y pistolas'),
      blocks: [
        {
          key: 'faucet',
          group: 'faucets',
          label: label('Faucets', 'Robinets', 'Grifos'),
          fields: [
            { field: 'type', span: 5 },
            { field: 'placement', span: 5 },
            { field: 'quantity', span: 2 },
          ],
        },
        {
          key: 'sprayer',
          group: 'sprayers',
          label: label('Sprayers', 'Pistolets', 'Pistolas'),
          fields: [
            { field: 'type', span: 5 },
            { field: 'location', span: 5 },
            { field: 'quantity', span: 2 },
          ],
        },
      ],
    },
  ],
}

export const schematic: Schematic = {
  length: value('length'),
  width: value('width'),
  direction: { path: 'workflowDirection', leftToRight: 'LEFT_TO_RIGHT' },
  basins: {
    group: 'basins',
    width: basinWidth,
    length: basinLength,
    type: 'element.type',
    badges: [
      {
        when: is('element.light', true),
        label: label('Light', 'Éclairage', 'Luz'),
      },
      {
        when: is('element.pTrap', true),
        label: label('P-trap', 'Siphon', 'Sifón'),
      },
    ],
  },
  faucets: {
    group: 'faucets',
    quantity: value('element.quantity'),
    type: 'element.type',
    placement: 'element.placement',
    places: {
      BASIN_1: { basin: 1 },
      BASIN_2: { basin: 2 },
      BASIN_3: { basin: 3 },
      BETWEEN_1_2: { between: [1, 2] },
      BETWEEN_2_3: { between: [2, 3] },
    },
    automatic: {
      group: 'basins',
      when: isDi,
      label: label('Gooseneck', 'Col de cygne', 'Cuello de cisne'),
    },
  },
  sprayers: {
    group: 'sprayers',
    quantity: value('element.quantity'),
    type: 'element.type',
    side: 'element.location',
    left: 'LEFT_SIDE',
  },
  pegboard: {
    when: hasPegboard,
    width: { op: 'firstOf', of: [value('pegboardWidth'), value('length')] },
    color: 'pegboardColor',
    perforated: is('pegboardType', 'PERFORATED'),
  },
}
