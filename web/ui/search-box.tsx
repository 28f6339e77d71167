'use client'

import { LoaderCircle, Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { classNames } from './class-names.ts'
import { Input } from './input.tsx'
import { useUrlParam } from './use-url-param.ts'

const pauseMs = 250

interface SearchBoxProps {
  readonly param?: string
  readonly label: string
  readonly placeholder?: string
  readonly className?: string
}

/** Narrows a list as one types; kept in the address. Do not use it for a patient's name: addresses are logged. */
export function SearchBox({ param = 'q', label, placeholder, className }: SearchBoxProps) {
  const [values, setValues, pending] = useUrlParam(param)
  const [text, setText] = useState(values[0] ?? '')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const change = (next: string): void => {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setValues([next.trim()]), pauseMs)
  }
  return (
    <div role="search" className={classNames('w-full max-w-sm', className)}>
      <Input
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        prefix={pending ? <LoaderCircle aria-hidden className="animate-spin" /> : <Search aria-hidden />}
      />
    </div>
  )
}
