import { makeDicomwebArchive } from '#adapters/dicomweb/dicomweb-archive.ts'
import { makeModalityArchive } from '#adapters/dicomweb/modality-archive.ts'
import { openSecret } from '#adapters/dicomweb/sealed-password.ts'
import type { ArchiveConnection, ArchiveOf, ImageArchive } from '#core/imaging/ports.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import type { PortalEnv } from './env.ts'

const keptForMs = 60_000

interface ArchiveSources {
  readonly env: Pick<PortalEnv, 'ARCHIVE_URL' | 'ARCHIVE_USER' | 'ARCHIVE_PASSWORD' | 'PACS_SECRET'>
  readonly connectionOf: (organization: OrganizationId) => Promise<ArchiveConnection | null>
}

const basic = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

/** Each hospital's archive; how it is reached is asked of the record once a minute, so that a change takes hold without a restart. */
export function makeArchives({ env, connectionOf }: ArchiveSources): ArchiveOf {
  const own = makeDicomwebArchive({ url: env.ARCHIVE_URL, authorization: basic(env.ARCHIVE_USER, env.ARCHIVE_PASSWORD) })
  const known = new Map<OrganizationId, { readonly at: number; readonly archive: Promise<ImageArchive> }>()
  const open = async (organization: OrganizationId): Promise<ImageArchive> => {
    const connection = await connectionOf(organization)
    if (connection === null) return own
    const { url, user, sealedPassword, modality } = connection
    const authorization = user === null || sealedPassword === null ? null : basic(user, openSecret(sealedPassword, env.PACS_SECRET))
    return modality === null ? makeDicomwebArchive({ url, authorization }) : makeModalityArchive({ url, authorization }, modality)
  }
  return (organization) => {
    const found = known.get(organization)
    if (found !== undefined && performance.now() - found.at < keptForMs) return found.archive
    const archive = open(organization)
    known.set(organization, { at: performance.now(), archive })
    archive.catch(() => known.delete(organization))
    return archive
  }
}
