import Link from 'next/link'
import './notForRole.scss'

/** What a person sees whose role has no business on a page. */
export function NotForRole({ title, text, link }: { title: string; text: string; link: string }) {
  return (
    <section className="not-for-role gutter--left gutter--right">
      <h1>{title}</h1>
      <p>{text}</p>
      <Link href="/admin">{link}</Link>
    </section>
  )
}
