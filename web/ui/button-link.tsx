import type { ComponentProps, ReactNode } from 'react'
import { buttonStyle, type ButtonStyle } from './button-style.ts'
import { classNames } from './class-names.ts'
import { Link } from './link.tsx'

interface ButtonLinkProps extends ComponentProps<typeof Link>, ButtonStyle {
  readonly icon?: ReactNode
}

/** A way to another page that deserves a button's weight. */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={classNames(buttonStyle({ variant, size }), className)}>
      {icon}
      {children}
    </Link>
  )
}
