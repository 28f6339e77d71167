import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from './link.tsx'

interface PageHeaderProps {
  readonly title: ReactNode
  /** The kind of thing, above the title. */
  readonly eyebrow?: ReactNode
  readonly description?: ReactNode
  /** Facts in one line under the title: badges, code, clock. */
  readonly meta?: ReactNode
  readonly actions?: ReactNode
  readonly back?: { readonly href: string; readonly label: string }
}

/** What this page is about and what can be done here. */
export function PageHeader({ title, eyebrow, description, meta, actions, back }: PageHeaderProps) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="min-w-0 flex-1 basis-112">
        {back && (
          <Link href={back.href} className="mb-2 inline-flex items-center gap-1.5 rounded-tag text-dense font-medium text-quiet hover:text-jade-ink print:hidden">
            <ArrowLeft aria-hidden className="size-4" />
            {back.label}
          </Link>
        )}
        {eyebrow !== undefined && <p className="text-dense font-medium text-quiet">{eyebrow}</p>}
        <h1 className="text-head font-bold sm:text-title">{title}</h1>
        {description !== undefined && <p className="mt-1 max-w-[70ch] text-quiet">{description}</p>}
        {meta !== undefined && <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 text-dense text-quiet">{meta}</div>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
    </header>
  )
}
