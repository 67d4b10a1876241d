/** Words that occur in a cluster's refusals, in lowercase. */
const words = new Set(
  `about above access account add added admin administrator admission after again all allow allowed already also an and
  annotation annotations another any api apply approved are as ask at audit auth authentication author authorized available
  bad be because been before begin behind below between blocked body both but by bytes can cannot change changed character
  characters check class cluster code com company compliance configured conflict constraint constraints contact contain
  containing contains control controller could create created creation credential credentials current currently data day
  days default denied deny department deployment disabled disallowed does domain duplicate during each element email empty
  enabled encoded end ending enforce engine environment equal error event every exact example exceed exceeded exceeds
  exception exist existing exists expected expired external fail failed failing failure false field fields file finalizer
  first following for forbidden format found from full gatekeeper get given got group groups had has have helm here host
  however http https id image images immutable in include including internal invalid is it its json key keys kind kubernetes
  kyverno label labels last least leave length less let letter letters level like limit limited line lines list local
  longer lowercase made managed manifest many match matches matching max maximum may message metadata method min minimum
  missing more most much must mutating name named names namespace namespaces need needs never new no none nonempty not
  number object objects of on one only opa opaque operation or org organization other our out owner owners page parameter
  part password passwords patch path pattern per permission permitted please pod pods policies policy prefix present
  production project projects provide provided put quota quotas read reason refused regex registry regular reject rejected
  replace report request requested requests require required requires reserved resource resources retry role rule rules
  run runai same scope search secret secrets security see server service set short should sign size small some space spec
  special start starting state status store string strong suffix support supported system team teams tenant than that the
  their them there these they this time timeout to token too true type types unable unauthorized under unique unknown
  unsupported update upper uppercase url usage use used user username users using valid validate validating validation
  value values vault verb version violate violated violates violation wait was weak webhook webhooks what when where which
  while who wiki will with within without workload write wrong yaml yet you your`.split(/\s+/),
)

/** Whether a text consists only of these words. Numbers don't count, because they could be character codes. */
export function isOfRefusals(text: string): boolean {
  const parts = text.split(/[^\p{L}\p{N}\p{M}]+/u).filter((part) => part !== '')
  return parts.every((part) => words.has(part.toLowerCase()))
}
