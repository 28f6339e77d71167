import { useId, type ReactNode } from 'react'
import { classNames } from './class-names.ts'

const tones = {
  plain: 'border-line bg-surface',
  jade: 'border-jade-ink/30 bg-jade-wash',
  red: 'border-danger/30 bg-danger-wash',
  gold: 'border-warning/30 bg-warning-wash',
} as const

interface CardProps {
  readonly title?: ReactNode
  readonly icon?: ReactNode
  readonly description?: ReactNode
  readonly actions?: ReactNode
  readonly footer?: ReactNode
  readonly tone?: keyof typeof tones
  /** Lets a table or list reach the card's edges. */
  readonly flush?: boolean
  readonly id?: string
  readonly className?: string
  readonly children?: ReactNode
}

/** One matter on a page, named by its title. */
export function Card({ title, icon, description, actions, footer, tone = 'plain', flush = false, id, className, children }: CardProps) {
  const titleId = useId()
  const bare = children === undefined || children === null || children === false
  return (
    <section
      id={id}
      aria-labelledby={title === undefined ? undefined : titleId}
      className={classNames('rounded-card border', tones[tone], className)}
    >
      {(title !== undefined || actions !== undefined) && (
        <div className={classNames('flex flex-wrap items-start justify-between gap-3 px-5 pt-4', (flush || bare) && 'pb-4', flush && !bare && 'border-b border-line')}>
          <div className="flex min-w-0 flex-1 basis-64 items-start gap-2.5 [&>svg]:mt-[0.1875rem] [&>svg]:size-5 [&>svg]:shrink-0 [&>svg]:text-jade-ink">
            {icon}
            <div className="min-w-0">
              <h2 id={titleId} className="text-lead font-semibold">{title}</h2>
              {description !== undefined && <p className="text-dense text-quiet">{description}</p>}
            </div>
          </div>
          {actions !== undefined && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
        </div>
      )}
      {!bare && <div className={flush ? '' : 'px-5 py-4'}>{children}</div>}
      {footer !== undefined && <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3 print:hidden">{footer}</div>}
    </section>
  )
}

/** A part of a card, set off by a hairline. */
export function CardSection({ title, className, children }: { readonly title?: string; readonly className?: string; readonly children: ReactNode }) {
  return (
    <div className={classNames('-mx-5 border-t border-line px-5 py-4 first:border-t-0 first:pt-0 last:pb-0', className)}>
      {title !== undefined && <h3 className="mb-2 text-dense font-semibold text-quiet">{title}</h3>}
      {children}
    </div>
  )
}
