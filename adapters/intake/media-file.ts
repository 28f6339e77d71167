import sharp from 'sharp'
import type { IntakeFault, MediaKind } from '#core/imaging/intake.ts'
import { faultOfPage, largestPage } from '#core/record/printed-page.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { withoutPlaces } from './video-file.ts'

export interface CleanMedia {
  readonly media: MediaKind
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly thumbnail: Uint8Array | null
}

const mostPixels = 100_000_000
const thumbnailSide = 480
const limits = { picture: 60 * 1024 ** 2, video: 300 * 1024 ** 2, document: largestPage } as const

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean => Buffer.from(text, 'latin1').equals(bytes.subarray(at, at + text.length))

/** What bytes are, judged by themselves and never by their name; null for what is none of ours. */
export function mediaOf(bytes: Uint8Array): { readonly media: MediaKind; readonly mediaType: string } | null {
  if (startsWith(bytes, '\xff\xd8\xff')) return { media: 'picture', mediaType: 'image/jpeg' }
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return { media: 'picture', mediaType: 'image/png' }
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return { media: 'picture', mediaType: 'image/webp' }
  if (startsWith(bytes, 'II*\0') || startsWith(bytes, 'MM\0*')) return { media: 'picture', mediaType: 'image/tiff' }
  if (startsWith(bytes, '%PDF-')) return { media: 'document', mediaType: 'application/pdf' }
  if (startsWith(bytes, '\x1a\x45\xdf\xa3')) return { media: 'video', mediaType: 'video/webm' }
  if (startsWith(bytes, 'ftyp', 4)) return fromBrand(Buffer.from(bytes.subarray(8, 12)).toString('latin1'))
  return null
}

// The box format holds pictures of telephones, too, which no browser but one shows.
const fromBrand = (brand: string): { readonly media: MediaKind; readonly mediaType: string } | null =>
  /^(heic|heix|hevc|mif1|msf1|avif)/.test(brand) ? null : { media: 'video', mediaType: brand === 'qt  ' ? 'video/quicktime' : 'video/mp4' }

/** Makes a picture, clip or document fit to keep: no place where it was taken, upright, with a small picture for lists. */
export async function cleanMedia(bytes: Uint8Array): Promise<Result<CleanMedia, IntakeFault>> {
  const found = mediaOf(bytes)
  if (found === null) return err('type-unknown')
  if (bytes.length > limits[found.media]) return err('too-large')
  switch (found.media) {
    case 'picture':
      return cleanPicture(bytes)
    case 'video':
      return ok({ ...found, bytes: found.mediaType === 'video/webm' ? bytes : withoutPlaces(bytes), thumbnail: null })
    case 'document':
      return faultOfPage(bytes) === 'encrypted' ? err('encrypted') : ok({ ...found, bytes, thumbnail: null })
  }
}

/** Drawn anew: what is not a pixel (EXIF, GPS, anything appended) does not come along. */
async function cleanPicture(bytes: Uint8Array): Promise<Result<CleanMedia, IntakeFault>> {
  try {
    const upright = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' }).rotate()
    const { format } = await upright.metadata()
    const kept = format === 'png' ? await upright.clone().png({ compressionLevel: 9 }).toBuffer() : await upright.clone().jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer()
    const thumbnail = await upright.clone().flatten({ background: '#000' }).resize(thumbnailSide, thumbnailSide, { fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 75 }).toBuffer()
    return ok({ media: 'picture', bytes: kept, mediaType: format === 'png' ? 'image/png' : 'image/jpeg', thumbnail })
  } catch {
    return err('picture-broken')
  }
}
