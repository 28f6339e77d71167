import type { Sha256 } from '#core/shared/ids.ts'

/** What opens a sealed file: the name of a master key, and the file's own key wrapped by it. */
export interface FileSeal {
  readonly key: string
  readonly wrapped: Uint8Array
}

/** A run of bytes, counted from 0. */
export interface Stretch {
  readonly from: number
  readonly length: number
}

export interface SealedStretch {
  readonly file: Sha256
  readonly size: number
  readonly seal: FileSeal
  readonly wanted: Stretch
  /** What `stretchOf` named of the sealed body. */
  readonly body: Uint8Array
}

/** Keeps bytes so that whoever has the store alone cannot read them. */
export interface FileSealer {
  seal(file: Sha256, bytes: Uint8Array): Promise<{ readonly seal: FileSeal; readonly body: Uint8Array }>
  /** Where in its sealed body a stretch of a file of this size lies. */
  stretchOf(size: number, wanted: Stretch): Stretch
  /** Throws `UnopenedFile`. */
  open(stretch: SealedStretch): Promise<Uint8Array>
}

const refusals = ['file.damaged', 'file.key-missing'] as const
export type UnopenedCode = (typeof refusals)[number]

/** Thrown where a kept file is not what was put there, or where its key is not at hand. */
export class UnopenedFile extends Error {
  override readonly name = 'UnopenedFile'
  readonly code: UnopenedCode

  constructor(code: UnopenedCode) {
    super(code)
    this.code = code
  }
}

/** The code where that is what was thrown, whichever copy of this module threw it; null otherwise. */
export const unopenedCode = (cause: unknown): UnopenedCode | null =>
  cause instanceof Error && cause.name === 'UnopenedFile' ? (refusals.find((code) => code === cause.message) ?? null) : null
