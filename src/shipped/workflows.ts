import { label } from '../domain/label'
import type {
  Notice,
  Rule,
  TransitionRule,
  WorkflowDefinition,
} from '../domain/workflow/definition'

/**
 * The workflows that the product ships (domain handbook 4.2, 4.5): the shop's real order, published, and an
 * alternative that inspects after production, kept as a draft to start from. To change the process, change a row.
 */

type Row = Omit<TransitionRule, 'notify' | 'signature'> & Partial<TransitionRule>

const row = (given: Row): TransitionRule => ({ signature: null, notify: [], ...given })

const tell = (
  event: Notice['event'],
  to: Notice['to'],
  priority: Notice['priority'] = 'normal',
  onlyIf: Notice['onlyIf'] = null,
): Notice => ({ event, to, priority, onlyIf })

const COORDINATION: Rule['roles'] = ['PRODUCTION_COORDINATOR', 'ADMIN']
const QUALITY: Rule['roles'] = ['QC_PERSON', 'ADMIN']

const preQcDue = tell('PRE_QC_DUE', ['QC_PERSON', 'PRODUCTION_COORDINATOR'])
const finalQcDue = tell('FINAL_QC_DUE', ['QC_PERSON', 'PRODUCTION_COORDINATOR'])
const reworkNeeded = tell('REWORK_NEEDED', ['ASSIGNEE'], 'high', 'REWORK')
const changed = (...to: Notice['to']) => tell('STATUS_CHANGED', to)

/** The states and rules that both orders of work share; ranks are those of the shop's real order. */
// prettier-ignore
const STATES: WorkflowDefinition['states'] = [
  { code: 'PENDING',             rank: 10,   colour: 'slate',  initial: true,  terminal: false, label: label('Pending', 'En attente', 'Pendiente') },
  { code: 'PRE_QC',              rank: 20,   colour: 'cyan',   initial: false, terminal: false, label: label('Pre-QC', 'Contrôle initial', 'Control inicial') },
  { code: 'IN_PRODUCTION',       rank: 30,   colour: 'blue',   initial: false, terminal: false, label: label('In production', 'En production', 'En producción') },
  { code: 'PRODUCTION_COMPLETE', rank: 40,   colour: 'indigo', initial: false, terminal: false, label: label('Production complete', 'Production terminée', 'Producción terminada') },
  { code: 'FINAL_QC',            rank: 50,   colour: 'violet', initial: false, terminal: false, label: label('Final QC', 'Contrôle final', 'Control final') },
  { code: 'QC_COMPLETE',         rank: 60,   colour: 'teal',   initial: false, terminal: false, label: label('Ready to ship', 'Prêt à expédier', 'Listo para enviar') },
  { code: 'SHIPPED',             rank: 70,   colour: 'green',  initial: false, terminal: false, label: label('Shipped', 'Expédié', 'Enviado') },
  { code: 'DELIVERED',           rank: 80,   colour: 'green',  initial: false, terminal: true,  label: label('Delivered', 'Livré', 'Entregado') },
  { code: 'ON_HOLD',             rank: null, colour: 'amber',  initial: false, terminal: false, label: label('On hold', 'Suspendu', 'En espera') },
  { code: 'CANCELLED',           rank: null, colour: 'red',    initial: false, terminal: true,  label: label('Cancelled', 'Annulé', 'Cancelado') },
]

const BEFORE_RELEASE = ['PENDING', 'PRE_QC', 'IN_PRODUCTION', 'PRODUCTION_COMPLETE', 'FINAL_QC']

const SHARED: Pick<
  WorkflowDefinition,
  'states' | 'entry' | 'hold' | 'cancel' | 'override' | 'orderMoves'
> = {
  states: STATES,
  entry: {
    id: 'T1',
    label: label('Submit', 'Soumettre', 'Enviar pedido'),
    roles: COORDINATION,
    guards: ['configComplete', 'customerComplete', 'poUnique', 'buildUnique'],
    effects: [],
    notify: [
      tell('ORDER_SUBMITTED', ['PROCUREMENT']),
      tell('ORDER_CONFIRMATION', ['CUSTOMER'], 'normal', 'CONFIRMATION_ENABLED'),
    ],
  },
  hold: {
    state: 'ON_HOLD',
    enter: [
      {
        id: 'T10',
        from: BEFORE_RELEASE,
        label: label('Put on hold', 'Suspendre', 'Poner en espera'),
        roles: COORDINATION,
        guards: ['reason'],
        effects: ['stopClocks'],
        notify: [
          changed('PRODUCTION_COORDINATOR'),
          tell('PARTS_SHORTAGE', ['PROCUREMENT', 'PRODUCTION_COORDINATOR'], 'urgent', 'SHORTAGE'),
        ],
      },
      {
        id: 'T10s',
        from: ['IN_PRODUCTION'],
        label: label('Report a shortage', 'Signaler une pénurie', 'Informar de un faltante'),
        roles: ['ASSEMBLER'],
        guards: ['reason'],
        effects: ['stopClocks'],
        notify: [tell('PARTS_SHORTAGE', ['PROCUREMENT', 'PRODUCTION_COORDINATOR'], 'urgent')],
      },
    ],
    leave: [
      {
        id: 'T11',
        label: label('Resume', 'Reprendre', 'Reanudar'),
        roles: COORDINATION,
        guards: [],
        effects: ['startClocks'],
        notify: [changed('ASSIGNEE', 'PRODUCTION_COORDINATOR')],
      },
      {
        id: 'T11s',
        label: label('Resume, cause cleared', 'Reprendre, cause levée', 'Reanudar, causa resuelta'),
        roles: ['SYSTEM'],
        guards: ['holdCauseCleared'],
        effects: ['startClocks'],
        notify: [changed('ASSIGNEE', 'PRODUCTION_COORDINATOR')],
      },
    ],
  },
  cancel: {
    state: 'CANCELLED',
    rules: [
      {
        id: 'T12',
        from: ['PENDING'],
        label: label('Cancel', 'Annuler', 'Cancelar'),
        roles: COORDINATION,
        guards: ['reason'],
        effects: ['releaseStock', 'closeOpenWork', 'stopOutsideWork'],
        notify: [changed('PROCUREMENT', 'CREATOR')],
      },
      {
        // PENDING is missing because T12 already lets an administrator cancel there.
        id: 'T13',
        from: [...BEFORE_RELEASE.slice(1), 'QC_COMPLETE', 'ON_HOLD'],
        label: label('Cancel', 'Annuler', 'Cancelar'),
        roles: ['ADMIN'],
        guards: ['reason'],
        effects: ['releaseStock', 'closeOpenWork', 'stopOutsideWork'],
        notify: [changed('ALL_INVOLVED')],
      },
    ],
  },
  override: {
    id: 'T14',
    label: label('Override', 'Passer outre', 'Forzar'),
    roles: ['ADMIN'],
    guards: ['reason'],
    effects: [],
    notify: [
      changed('PRODUCTION_COORDINATOR', 'ASSIGNEE'),
      tell('OVERRIDE_USED', ['ADMIN'], 'high'),
    ],
  },
  orderMoves: ['ON_HOLD', 'CANCELLED', 'SHIPPED', 'DELIVERED'],
}

/** T8 and T9: the end is the same whatever came before. */
const SHIPPING: TransitionRule[] = [
  row({
    id: 'T8',
    from: ['QC_COMPLETE'],
    to: 'SHIPPED',
    label: label('Ship', 'Expédier', 'Enviar'),
    roles: COORDINATION,
    guards: ['shipmentData'],
    effects: ['stampShipment', 'createWarranty'],
    notify: [changed('CREATOR', 'ASSIGNEE')],
  }),
  row({
    id: 'T9',
    from: ['SHIPPED'],
    to: 'DELIVERED',
    label: label('Record delivery', 'Enregistrer la livraison', 'Registrar la entrega'),
    roles: [...COORDINATION, 'SYSTEM'],
    guards: [],
    effects: ['stampDelivery'],
    notify: [changed('CREATOR')],
  }),
]

/** T6 and T7: both orders of work end with the same final inspection. */
const FINAL_VERDICT: TransitionRule[] = [
  row({
    id: 'T6',
    from: ['FINAL_QC'],
    to: 'QC_COMPLETE',
    label: label('Pass Final QC', 'Réussir le contrôle final', 'Aprobar el control final'),
    roles: QUALITY,
    guards: ['finalQcPassed', 'noOpenNc'],
    effects: ['lockAttempt', 'createDocument'],
    signature: { form: 'FINAL_QC', outcome: 'PASS' },
    notify: [changed('PRODUCTION_COORDINATOR')],
  }),
  row({
    id: 'T7',
    from: ['FINAL_QC'],
    to: 'IN_PRODUCTION',
    label: label('Fail Final QC', 'Refuser au contrôle final', 'Rechazar en el control final'),
    roles: QUALITY,
    guards: ['reason'],
    effects: ['lockAttempt', 'openNonconformance', 'createReworkTasks', 'generatePackingList'],
    signature: { form: 'FINAL_QC', outcome: 'FAIL' },
    notify: [
      tell('FINAL_QC_FAILED', ['PRODUCTION_COORDINATOR'], 'urgent'),
      tell('FINAL_QC_FAILED', ['ASSIGNEE'], 'high'),
      reworkNeeded,
    ],
  }),
]

const preQcFailed: Pick<TransitionRule, 'label' | 'roles' | 'guards' | 'signature' | 'notify'> = {
  label: label('Fail Pre-QC', 'Refuser au contrôle initial', 'Rechazar en el control inicial'),
  roles: QUALITY,
  guards: ['reason'],
  signature: { form: 'PRE_QC', outcome: 'FAIL' },
  notify: [tell('PRE_QC_FAILED', ['PRODUCTION_COORDINATOR'], 'high'), reworkNeeded],
}

/** The shop's real order: the body is inspected when it comes back, before anybody works on it. */
export const STANDARD_WORKFLOW: WorkflowDefinition = {
  code: 'STANDARD',
  label: label('Standard', 'Standard', 'Estándar'),
  ...SHARED,
  transitions: [
    row({
      id: 'T2',
      from: ['PENDING'],
      to: 'PRE_QC',
      label: label('Body arrived', 'Châssis arrivé', 'Cuerpo recibido'),
      roles: ['PROCUREMENT', ...COORDINATION],
      guards: ['bomApproved', 'outsideSettled'],
      effects: ['stampArrival'],
      notify: [preQcDue],
    }),
    row({
      id: 'T3',
      from: ['PRE_QC'],
      to: 'IN_PRODUCTION',
      label: label('Pass Pre-QC', 'Réussir le contrôle initial', 'Aprobar el control inicial'),
      roles: QUALITY,
      guards: ['preQcPassed', 'bomApproved', 'noOpenNc'],
      effects: ['lockAttempt', 'generateTasks'],
      signature: { form: 'PRE_QC', outcome: 'PASS' },
      notify: [changed('ASSEMBLER', 'PRODUCTION_COORDINATOR')],
    }),
    row({
      id: 'T3f',
      from: ['PRE_QC'],
      to: 'PRE_QC',
      effects: ['lockAttempt', 'openNonconformance'],
      ...preQcFailed,
    }),
    row({
      id: 'T4',
      from: ['IN_PRODUCTION'],
      to: 'PRODUCTION_COMPLETE',
      label: label('Finish production', 'Terminer la production', 'Terminar la producción'),
      roles: ['ASSEMBLER'],
      guards: [
        'isAssigned',
        'tasksDone',
        'eolPassed',
        'packingComplete',
        'bomApproved',
        'noOpenNc',
      ],
      effects: ['issueStock', 'stopClocks'],
      notify: [changed('PRODUCTION_COORDINATOR', 'QC_PERSON')],
    }),
    row({
      id: 'T5',
      from: ['PRODUCTION_COMPLETE'],
      to: 'FINAL_QC',
      label: label('Hand over to Final QC', 'Remettre au contrôle final', 'Pasar al control final'),
      roles: ['ASSEMBLER', 'QC_PERSON'],
      guards: ['packingComplete'],
      effects: [],
      notify: [finalQcDue],
    }),
    ...FINAL_VERDICT,
    ...SHIPPING,
  ],
}

/** Production first, the first inspection after it. The same states, ranked by the other order. */
export const INSPECT_AFTER_PRODUCTION: WorkflowDefinition = {
  code: 'INSPECT_AFTER_PRODUCTION',
  label: label(
    'Inspection after production',
    'Contrôle après production',
    'Control después de la producción',
  ),
  ...SHARED,
  states: STATES.map((state) => {
    if (state.code === 'IN_PRODUCTION') return { ...state, rank: 20 }
    if (state.code === 'PRE_QC') return { ...state, rank: 30 }
    return state
  }),
  transitions: [
    row({
      id: 'A2',
      from: ['PENDING'],
      to: 'IN_PRODUCTION',
      label: label('Release to production', 'Lancer la production', 'Liberar a producción'),
      roles: COORDINATION,
      guards: ['bomApproved'],
      effects: ['generateTasks'],
      notify: [changed('ASSEMBLER', 'PRODUCTION_COORDINATOR')],
    }),
    row({
      id: 'A3',
      from: ['IN_PRODUCTION'],
      to: 'PRE_QC',
      label: label(
        'Hand over to Pre-QC',
        'Remettre au contrôle initial',
        'Pasar al control inicial',
      ),
      roles: ['ASSEMBLER'],
      guards: ['isAssigned', 'tasksDone', 'eolPassed'],
      effects: ['issueStock', 'stopClocks'],
      notify: [preQcDue],
    }),
    row({
      id: 'A4',
      from: ['PRE_QC'],
      to: 'PRODUCTION_COMPLETE',
      label: label('Pass Pre-QC', 'Réussir le contrôle initial', 'Aprobar el control inicial'),
      roles: QUALITY,
      guards: ['preQcPassed'],
      effects: ['lockAttempt'],
      signature: { form: 'PRE_QC', outcome: 'PASS' },
      notify: [changed('PRODUCTION_COORDINATOR', 'QC_PERSON', 'ASSIGNEE')],
    }),
    row({
      id: 'A4f',
      from: ['PRE_QC'],
      to: 'IN_PRODUCTION',
      effects: ['lockAttempt', 'openNonconformance', 'createReworkTasks'],
      ...preQcFailed,
    }),
    row({
      id: 'A5',
      from: ['PRODUCTION_COMPLETE'],
      to: 'FINAL_QC',
      label: label('Pull into Final QC', 'Prendre au contrôle final', 'Tomar para control final'),
      roles: ['QC_PERSON'],
      guards: ['packingComplete'],
      effects: [],
      notify: [finalQcDue],
    }),
    ...FINAL_VERDICT,
    ...SHIPPING,
  ],
}

/** What a new installation gets: `publish` says whether it is in force or waits as a draft. */
export const SHIPPED_WORKFLOWS: readonly { definition: WorkflowDefinition; publish: boolean }[] = [
  { definition: STANDARD_WORKFLOW, publish: true },
  { definition: INSPECT_AFTER_PRODUCTION, publish: false },
]
