/** What a source shows or sounds like. A seat has at most one of each: one voice, and as many pictures as an operating room has. */
export const sourceLabels = [
  'microphone', 'camera', 'screen', 'screen-sound',
  'overview', 'field', 'endoscope', 'anaesthesia', 'ultrasound', 'computer',
  'clinical-sound',
] as const
export type SourceLabel = (typeof sourceLabels)[number]

/** Sound or picture, by label. */
export const sourceKind = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  'screen-sound': 'audio',
  overview: 'video',
  field: 'video',
  endoscope: 'video',
  anaesthesia: 'video',
  ultrasound: 'video',
  computer: 'video',
  'clinical-sound': 'audio',
} as const satisfies Readonly<Record<SourceLabel, 'audio' | 'video'>>
