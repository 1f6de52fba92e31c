/** Figures of the MDRD family that several of its tables share (domain handbook 5.3, 6.3). */

/** Body length in whole inches. */
export const LENGTH = { min: 48, max: 120 } as const

/** Standard basins: width runs along the sink. Whole inches. */
export const BASIN_SIZES = [
  { code: '20X20X8', width: 20, length: 20, depth: 8 },
  { code: '24X20X8', width: 24, length: 20, depth: 8 },
  { code: '24X20X10', width: 24, length: 20, depth: 10 },
  { code: '30X20X8', width: 30, length: 20, depth: 8 },
  { code: '30X20X10', width: 30, length: 20, depth: 10 },
] as const

/** Standard panels are 36" high; each serves the sink lengths from its own width up to the next. */
export const PANEL_HEIGHT = 36
export const PANELS = [
  { code: '3436', width: 34, lengths: null },
  { code: '4836', width: 48, lengths: [48, 59] },
  { code: '6036', width: 60, lengths: [60, 71] },
  { code: '7236', width: 72, lengths: [72, 83] },
  { code: '8436', width: 84, lengths: [84, 95] },
  { code: '9636', width: 96, lengths: [96, 107] },
  { code: '10836', width: 108, lengths: [108, 119] },
  { code: '12036', width: 120, lengths: [120, 120] },
] as const

export const panelId = (code: string): string => `T2-ADW-PB-${code}`

/** Which control box serves how many E-Drain and E-Sink basins (6.4). E-Sink DI counts as E-Sink. */
export const CONTROL_BOXES = [
  { code: 'EDR1', drains: 1, sinks: 0 },
  { code: 'ESK1', drains: 0, sinks: 1 },
  { code: 'EDR1-ESK1', drains: 1, sinks: 1 },
  { code: 'EDR2', drains: 2, sinks: 0 },
  { code: 'ESK2', drains: 0, sinks: 2 },
  { code: 'EDR3', drains: 3, sinks: 0 },
  { code: 'ESK3', drains: 0, sinks: 3 },
  { code: 'EDR1-ESK2', drains: 1, sinks: 2 },
  { code: 'EDR2-ESK1', drains: 2, sinks: 1 },
] as const
