import type { FrameRef } from './view.ts'

/** Stands for a study where pictures have none: photographs, clips and papers of a record. */
export const mediaStudyUid = '2.25.0'

/** A UUID as the identifier that DICOM derives from it (PS3.5 B.2), so that a photograph is named like any other picture. */
export const uidOfUuid = (uuid: string): string => `2.25.${BigInt(`0x${uuid.replaceAll('-', '')}`).toString()}`

/** The name by which everybody who looks along knows a photograph, clip or paper of the record. */
export const frameOfMedia = (id: string): FrameRef => ({ study: mediaStudyUid, series: uidOfUuid(id), instance: uidOfUuid(id), frame: 1 })
