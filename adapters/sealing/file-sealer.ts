import { UnopenedFile, type FileSeal, type FileSealer, type UnopenedCode } from '#core/record/sealed-file.ts'
import type { Sha256 } from '#core/shared/ids.ts'
import { openStretch, sealBytes, stretchOf } from './chunks.ts'
import { newFileKey, unwrapKey, wrapKey } from './envelope.ts'
import type { KeyRing } from './key-ring.ts'

const identityOf = (file: Sha256, size: number): string => `file ${file} ${size}`

/** Files of the database: each under a key of its own, which the ring's current key wraps. `onUnopened` hears of each that did not open. */
export function makeFileSealer(ring: KeyRing, onUnopened: (code: UnopenedCode) => void): FileSealer {
  const refuse = (code: UnopenedCode): never => {
    onUnopened(code)
    throw new UnopenedFile(code)
  }
  return {
    seal: async (file, bytes) => {
      const master = await ring.current()
      const key = newFileKey()
      return { seal: { key: master.id, wrapped: wrapKey(master, identityOf(file, bytes.length), key) }, body: sealBytes(key, bytes) }
    },
    stretchOf,
    open: async ({ file, size, seal, wanted, body }) => {
      const master = (await ring.find(seal.key)) ?? refuse('file.key-missing')
      const key = unwrapKey(master, identityOf(file, size), seal.wrapped) ?? refuse('file.damaged')
      return openStretch(key, { size, wanted, body }) ?? refuse('file.damaged')
    },
  }
}

/** The same file's key under the ring's current key; null where it does not open under its own. Its bytes stay as they are. */
export async function rewrapSeal(ring: KeyRing, { file, size, seal }: { readonly file: Sha256; readonly size: number; readonly seal: FileSeal }): Promise<FileSeal | null> {
  const [former, master] = await Promise.all([ring.find(seal.key), ring.current()])
  const key = former === null ? null : unwrapKey(former, identityOf(file, size), seal.wrapped)
  return key === null ? null : { key: master.id, wrapped: wrapKey(master, identityOf(file, size), key) }
}
