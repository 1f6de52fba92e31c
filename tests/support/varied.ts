const LEGS = [
  ['HEIGHT_ADJUSTABLE', 'DL27'],
  ['HEIGHT_ADJUSTABLE', 'DL14'],
  ['HEIGHT_ADJUSTABLE', 'LC1'],
  ['FIXED_HEIGHT', 'DL27'],
] as const
const SIZES = ['20X20X8', '24X20X8', '24X20X10', '30X20X8', '30X20X10', 'CUSTOM'] as const
const TYPES = ['E_SINK', 'E_SINK_DI', 'E_DRAIN'] as const
const COLORS = [null, 'GREEN', 'BLUE', 'RED', 'WHITE'] as const

const of = <T>(list: readonly T[], n: number): T => {
  const one = list[n % list.length]
  if (one === undefined) throw new Error('The list is empty.')
  return one
}

/**
 * The `n`th of 7 000 different sinks that can all be built: models, lengths, legs, pegboards, basins,
 * custom sizes, faucets and sprayers in turn. The same `n` is always the same sink.
 */
export function variedSink(n: number): Record<string, unknown> {
  const basins = Array.from({ length: (n % 3) + 1 }, (_, place) => basin(n + place * 5))
  const pegboard = n % 4 !== 0
  const [legsType, legsModel] = of(LEGS, n)
  return {
    sinkModel: `T2-B${basins.length}`,
    length: 48 + ((n * 7) % 73),
    width: 24 + (n % 97),
    legsType,
    legsModel,
    feet: of(['CASTERS', 'SEISMIC'], n >> 1),
    workflowDirection: 'LEFT_TO_RIGHT',
    pegboard,
    ...(pegboard && {
      pegboardType: of(['PERFORATED', 'SOLID'], n >> 1),
      pegboardColor: of(COLORS, n),
      ...(n % 5 === 0
        ? { pegboardSize: 'CUSTOM', pegboardWidth: 40 + (n % 31), pegboardLength: 30 }
        : { pegboardSize: 'SAME_AS_SINK' }),
    }),
    basins,
    faucets:
      basins.length > 1
        ? [{ type: of(['WRIST_BLADE', 'PRE_RINSE'], n), quantity: 1, placement: 'BETWEEN_1_2' }]
        : [],
    sprayers:
      n % 3 === 0
        ? [{ type: 'DI_WATER_GUN_TURRET', quantity: (n % 2) + 1, location: 'LEFT_SIDE' }]
        : [],
  }
}

function basin(n: number): Record<string, unknown> {
  const size = of(SIZES, n)
  return {
    type: of(TYPES, n >> 1),
    size,
    ...(size === 'CUSTOM' && { width: 20 + (n % 17), length: 20, depth: 8 + (n % 3) }),
    pTrap: n % 2 === 0,
    light: n % 3 !== 0,
  }
}
