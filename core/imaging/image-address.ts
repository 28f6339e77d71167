/** A DICOM unique identifier: digits in groups, 64 characters at most (PS3.5 §9.1). */
export const dicomUid = /^(?=.{1,64}$)(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/

/** Whether a text is a well-formed DICOM unique identifier. */
export const isDicomUid = (text: string): boolean => dicomUid.test(text)

/** A series within its study, by DICOM identifiers. */
export interface SeriesAddress {
  readonly study: string
  readonly series: string
}

/** One file (SOP instance) of a series. */
export interface InstanceAddress extends SeriesAddress {
  readonly instance: string
}

/** How a picture is drawn on the server; what is absent is left to the file. */
export interface Rendering {
  /** In modality units, Hounsfield units for a CT. */
  readonly window?: { readonly centre: number; readonly width: number }
  /** The box in pixels that the picture is fitted into. */
  readonly viewport?: { readonly width: number; readonly height: number }
  /** JPEG quality, 1–100. */
  readonly quality?: number
  /** Counted from 1. */
  readonly frame?: number
}

/** One thing that a viewer asks for. */
export type ImageRequest = Asked & {
  /** The answer must not tell whose picture it is; what is burned into its pixels cannot be taken out. */
  readonly masked?: boolean
}

type Asked =
  | { readonly kind: 'series-metadata'; readonly address: SeriesAddress }
  | { readonly kind: 'instance-metadata'; readonly address: InstanceAddress }
  | { readonly kind: 'frame'; readonly address: InstanceAddress; readonly frame: number; readonly coding: FrameCoding }
  | { readonly kind: 'rendered'; readonly address: InstanceAddress; readonly rendering: Rendering }
  | { readonly kind: 'file'; readonly address: InstanceAddress }
  | { readonly kind: 'document'; readonly address: InstanceAddress }

/** Pixels as they are stored, or, where they are stored uncompressed, losslessly compressed for the line. */
export type FrameCoding = 'stored' | 'compact'
