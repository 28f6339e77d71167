import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { X509Certificate, X509Crl } from '@peculiar/x509'

/** An authority outside the platform whose signers this hospital believes, with its newest revocation list if there is one. */
export interface TrustedAuthority {
  readonly certificate: X509Certificate
  readonly list: X509Crl | null
}

/** The authorities named by a folder; read anew each time, since their lists are replaced daily by whoever fetches them. */
export type TrustedAuthorities = () => Promise<readonly TrustedAuthority[]>

const kinds = { certificate: new Set(['.crt', '.cer', '.pem', '.der']), list: new Set(['.crl']) }

/**
 * Reads certificates (.crt .cer .pem .der) and revocation lists (.crl) of authorities from a folder. The platform fetches nothing
 * itself: no packet leaves the hospital for a signature. A list counts only when its authority signed it.
 */
export function openTrustedAuthorities(folder: string | null): TrustedAuthorities {
  return async () => {
    if (folder === null) return []
    const names = await readdir(folder).catch(() => [])
    const read = async (of: ReadonlySet<string>): Promise<readonly Uint8Array<ArrayBuffer>[]> =>
      Promise.all(names.filter((name) => of.has(extname(name).toLowerCase())).map(async (name) => derOf(await readFile(join(folder, name)))))
    const lists = (await read(kinds.list)).map((der) => new X509Crl(der))
    const certificates = (await read(kinds.certificate)).map((der) => new X509Certificate(der))
    return Promise.all(certificates.map(async (certificate) => ({ certificate, list: await newestOf(certificate, lists) })))
  }
}

/** PEM or DER, as the files come. */
function derOf(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const pem = /-----BEGIN [^-]+-----([A-Za-z0-9+/=\s]+)-----END/.exec(bytes.toString('latin1'))?.[1]
  return Uint8Array.from(pem === undefined ? bytes : Buffer.from(pem, 'base64'))
}

async function newestOf(authority: X509Certificate, lists: readonly X509Crl[]): Promise<X509Crl | null> {
  let newest: X509Crl | null = null
  for (const list of lists) {
    const own = list.issuer === authority.subject && (await list.verify({ publicKey: authority }))
    if (own && (newest === null || list.thisUpdate > newest.thisUpdate)) newest = list
  }
  return newest
}
