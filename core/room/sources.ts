/** What a source shows or sounds like. A seat has at most one of each: one voice, and as many pictures as an operating room has. */
export const sourceLabels = [
  'microphone', 'camera', 'screen', 'screen-sound',
  'overview', 'field', 'endoscope', 'anaesthesia', 'ultrasound', 'computer',
  'clinical-sound',
] as const
export type SourceLabel = (typeof sourceLabels)[number]

/** The pictures of an operating room, in the order in which a surgeon names them. */
export const clinicalPictures = ['overview', 'field', 'endoscope', 'anaesthesia', 'ultrasound', 'computer'] as const satisfies readonly SourceLabel[]
export type ClinicalPicture = (typeof clinicalPictures)[number]

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

/** Whether the label is one of an operating room's pictures. */
export const isClinicalPicture = (label: SourceLabel): label is ClinicalPicture => clinicalPictures.some((one) => one === label)
