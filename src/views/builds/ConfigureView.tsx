import Link from 'next/link'
import type { DocumentViewServerProps } from 'payload'
import { may } from '../../../access/can'
import { initialState, isReleased, whyReleased } from '../../domain/workflow/definition'
import { isBomOutdated } from '../../services/boms/generate'
import { familyRelease, publishedFamilies } from '../../services/configuration/releases'
import { languageOfOrder } from '../../services/orders/language'
import { idOf } from '../../services/relation'
import { parametersOf, settingsOf, todayIn } from '../../services/settings'
import { Notice } from '../panel/blocks'
import { BuildFrame, openBuild } from './BuildFrame'
import { ConfigureBuild } from './ConfigureBuild'

/**
 * `/admin/collections/builds/:id/configure`: the sink as the wizard designs it, by the release that the
 * build has pinned, or by the one in force when it is to move there. Open while the build is in its first status; later for an Admin, with a reason.
 */
export async function ConfigureView(props: DocumentViewServerProps) {
  const open = await openBuild(props)
  const { req, build, definition } = open
  const isFirst = build.status === initialState(definition)
  const isFixed = isReleased(definition, build.status, build.heldFrom ?? null)
  const isOpen = may(req, 'builds.edit') && !isFixed && (isFirst || may(req, 'builds.override'))
  if (!isOpen)
    return (
      <BuildFrame {...open} tab="Change configuration">
        <Notice>
          <p>
            {isFixed
              ? whyReleased(definition, build.status)
              : may(req, 'builds.edit')
                ? 'This build has left its first status. An Admin may still change it, with a reason.'
                : 'A Production Coordinator or an Admin changes what a build is.'}
          </p>
          <p>
            <Link href={`/admin/collections/builds/${build.id}`}>Back to the build</Link>
          </p>
        </Notice>
      </BuildFrame>
    )

  const [settings, pinned, current, language] = await Promise.all([
    settingsOf(req),
    familyRelease(req, idOf(build.release)),
    publishedFamilies(req, [build.family]),
    languageOfOrder(req, idOf(build.order)),
  ])
  const isAskedToMove = (await props.searchParams)?.release === 'current'
  const next =
    isAskedToMove && may(req, 'configuration.manage') ? current.get(build.family) : undefined
  const release = next ?? pinned
  const isStaying = release.id === pinned.id
  const renewsBom = !isFirst && isStaying && (await isBomOutdated(req, build.id))
  return (
    <BuildFrame {...open} tab="Change configuration">
      <ConfigureBuild
        build={{
          id: build.id,
          rev: build.rev,
          buildNumber: build.buildNumber,
          family: build.family,
          configuration: build.configuration,
          accessories: build.accessories,
        }}
        language={language}
        needsReason={!isFirst || !isStaying}
        renewsBom={renewsBom}
        movesTo={isStaying ? null : release.version}
        currency={settings.currency}
        world={{
          families: { [release.code]: release.content },
          releases: { [release.code]: release.version },
          parameters: parametersOf(settings),
          today: todayIn(settings.timeZone),
          ...(isStaying && { build: build.id }),
        }}
      />
    </BuildFrame>
  )
}
