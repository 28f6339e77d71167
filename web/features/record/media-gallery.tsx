'use client'

import { FileText, Film } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog } from '#web/ui/dialog.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PdfPages } from '#web/ui/pdf-pages.tsx'

export interface MediaView {
  readonly id: string
  readonly kind: 'picture' | 'video' | 'document'
  readonly title: string
  readonly takenAt: string
  readonly hasThumbnail: boolean
}

interface MediaGalleryProps {
  readonly media: readonly MediaView[]
  /** Where they are served for this reader, without a slash at the end. */
  readonly mediaAt: string
}

function Small({ one, mediaAt }: { readonly one: MediaView; readonly mediaAt: string }) {
  if (one.hasThumbnail) return <img src={`${mediaAt}/${one.id}?thumbnail=1`} alt="" loading="lazy" className="size-full object-cover" />
  return one.kind === 'video' ? <Film aria-hidden className="size-8 text-quiet" /> : <FileText aria-hidden className="size-8 text-quiet" />
}

function Large({ one, mediaAt }: { readonly one: MediaView; readonly mediaAt: string }) {
  const address = `${mediaAt}/${one.id}`
  switch (one.kind) {
    case 'picture':
      return <img src={address} alt={one.title} className="max-h-[75dvh] w-full object-contain" />
    case 'video':
      // A clinical clip has no speech to write down.
      return <video src={address} controls playsInline preload="metadata" className="max-h-[75dvh] w-full" />
    case 'document':
      return <div className="max-h-[75dvh] overflow-y-auto"><PdfPages address={address} label={one.title} /></div>
  }
}

/** Pictures, clips and documents of a record as small pictures, each opened large. */
export function MediaGallery({ media, mediaAt }: MediaGalleryProps) {
  const t = useTranslations('record.media')
  const nameOf = (one: MediaView): string => (one.title === '' ? t(one.kind) : one.title)
  return (
    <ul className="grid grid-cols-2 gap-3 @lg:grid-cols-3 @3xl:grid-cols-4">
      {media.map((one) => (
        <li key={one.id}>
          <Dialog
            title={nameOf(one)}
            size="xl"
            trigger={
              <button type="button" className="w-full overflow-hidden rounded-control border border-line text-left hover:border-jade-ink">
                <span className="flex aspect-4/3 items-center justify-center bg-sunken"><Small one={one} mediaAt={mediaAt} /></span>
                <span className="block truncate px-2.5 pt-1.5 text-dense font-medium">{nameOf(one)}</span>
                <span className="block px-2.5 pb-1.5 text-small text-quiet">{t(one.kind)} · <Moment at={one.takenAt} format="datetime" /></span>
              </button>
            }
          >
            <div data-theme="room" className="bg-stage"><Large one={one} mediaAt={mediaAt} /></div>
          </Dialog>
        </li>
      ))}
    </ul>
  )
}
