import type { VoiWindow } from './view.ts'

export const presetNames = ['abdomen', 'mediastinum', 'lung', 'bone', 'brain', 'stroke', 'subdural', 'angiography'] as const
export type PresetName = (typeof presetNames)[number]

/** The windows of a CT reading room, in Hounsfield units, in the order of their keys 1 to 8. */
export const windowPresets: Readonly<Record<PresetName, VoiWindow>> = {
  abdomen: { centre: 40, width: 400 },
  mediastinum: { centre: 50, width: 350 },
  lung: { centre: -600, width: 1500 },
  bone: { centre: 400, width: 1800 },
  brain: { centre: 40, width: 80 },
  stroke: { centre: 32, width: 8 },
  subdural: { centre: 75, width: 215 },
  angiography: { centre: 300, width: 600 },
}

/** Presets are Hounsfield windows: they mean something on CT alone. */
export const hasPresets = (modality: string): boolean => modality === 'CT'
