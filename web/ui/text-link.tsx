import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { Link } from './link.tsx'

interface TextLinkProps extends ComponentProps<typeof Link> {
  /** Ink-coloured until hovered, for links in dense lists. */
  readonly quiet?: boolean
}

/** A link inside text. */
export function TextLink({ quiet = false, className, ...rest }: TextLinkProps) {
  return (
    <Link
      {...rest}
      className={classNames(
        'rounded-tag underline-offset-4',
        quiet ? 'text-ink hover:text-jade-ink hover:underline' : 'font-medium text-jade-ink underline decoration-line-strong hover:decoration-current',
        className,
      )}
    />
  )
}
