/**
 * Files by PuTTYgen 0.78 (`puttygen -t … --ppk-param version=…`). THROWAWAY KEYS, made for this test and used nowhere
 * else. Each has the fingerprint that `puttygen -O fingerprint` prints.
 */
export const puttyKeys = [
  {
    version: 2,
    type: 'ed25519',
    bits: 256,
    comment: 'made up ed25519',
    fingerprint: 'SHA256:noZj955Pt9nx9iFAtQTp30R9FUttQeWbndfi3Z/A59U',
    hasPassphrase: false,
    file: `PuTTY-User-Key-File-2: ssh-ed25519
Encryption: none
Comment: made up ed25519
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIDd57ycaPCOEuXoNfdKtL5rPN5EXzBKHclkMC1ce
+0QM
Private-Lines: 1
AAAAIJ1TstEeaTEsB1QKDMIgwjshjyiIANhuoqJKEBwh6N1V
Private-MAC: c6ee3ef6c8b96bafe39a95a32df5c7eea483b5b3
`,
  },
  {
    version: 3,
    type: 'ed25519',
    bits: 256,
    comment: 'made up ed25519',
    fingerprint: 'SHA256:V12eckOLgVIARRY7L8s6JSwz+J0HSkSF/45EcnTOfzM',
    hasPassphrase: true,
    file: `PuTTY-User-Key-File-3: ssh-ed25519
Encryption: aes256-cbc
Comment: made up ed25519
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIJo16Y/M6NJOFcKOqjoKdmAxSnOfbjkxWHv99efN
Qxus
Key-Derivation: Argon2id
Argon2-Memory: 8192
Argon2-Passes: 3
Argon2-Parallelism: 1
Argon2-Salt: 0c2508ee5cb4e4f9d3138713be600bcf
Private-Lines: 1
gWvHfDh2dJG1VkZeV81TYByKbcrLcu//XmbyMW2JUXd2PdEO3aIIAXhVIM2M2v74
Private-MAC: b00574819615107b2f66d92381f51efd5805e10df2b9531fdd8e4d8a727a7956
`,
  },
  {
    version: 2,
    type: 'ecdsa',
    bits: 256,
    comment: 'made up ecdsa',
    fingerprint: 'SHA256:L75ljylecMvR//nc6U7GBy0ZfMB78Z4ZigzPq0pTNo0',
    hasPassphrase: true,
    file: `PuTTY-User-Key-File-2: ecdsa-sha2-nistp256
Encryption: aes256-cbc
Comment: made up ecdsa
Public-Lines: 3
AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBDLgKjyhNHHV
KaYmax421+i++wmVvk80WkybJlvQmdzCXYLwD/X6fe3M3IOpTcz9qvKz1OEyjFXR
QLWqpBCp/hk=
Private-Lines: 1
WyrjySch/8LsBUkUzjq584Ct8m5MrcP8Zeh652rAfFksDrmY6+h4aeXO6jE0yr3A
Private-MAC: 06c8fd847e97eb546d6cf72650a710fc66e13f48
`,
  },
  {
    version: 3,
    type: 'ecdsa',
    bits: 256,
    comment: 'made up ecdsa',
    fingerprint: 'SHA256:OFIhqLPT3L1Wx3F+JV+o5/7hMQzmpZRirnnm4mAdSHg',
    hasPassphrase: false,
    file: `PuTTY-User-Key-File-3: ecdsa-sha2-nistp256
Encryption: none
Comment: made up ecdsa
Public-Lines: 3
AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBM7Q7Qr8Gfoq
VCSkFELAFyhUwq2pzM5VBdE/z7oOn2PAVJk8PRnO8TmMjTrT/MzMswGGdU9gUOEP
4UM2HKioxvQ=
Private-Lines: 1
AAAAIQDsud35hJrsNwDoaVdIQCSnFUmSYs9HyJw8ER41WyyWIw==
Private-MAC: fcd28c05b3240421654b2a70c5a33b2367a50e55b5ff45e488332dc061caecb3
`,
  },
  {
    version: 3,
    type: 'rsa',
    bits: 2048,
    comment: 'made up rsa',
    fingerprint: 'SHA256:CKoalOXZa/ob6RYwsW+1K9wvlCu6zhiu1+eaY4nAEeA',
    hasPassphrase: true,
    file: `PuTTY-User-Key-File-3: ssh-rsa
Encryption: aes256-cbc
Comment: made up rsa
Public-Lines: 6
AAAAB3NzaC1yc2EAAAADAQABAAABAQCDl58oeuEfcWGS/Lg7HwqLWlvG+wzn5krs
agg5K73Ir13H+V4SrWOn80LfHTsOPrugMv5tkDAVtWuiri5cnQjR31BE6YIjsptW
HCwoo4J4/7xuSm9W2n2ohu1Gw7q/K4JoTfy3JC/IwoDVC1dvL0gOy8xEHlwI+R/f
7tAvOPq7XfV2HticViDv0OPXC2hL022NVINFWeMbOOzM9oJqZXj4rPKdggiL4JWt
Nn9Ywj7qRHR/Qr0NP0ZcSO8q8dujakoCIDt0XrdjzSUIVZmpnApVW7UfyaRMMgHC
2xrMk1pfltU9WEETd/74pHX5cAQt3yPpcZq1tIEhW/ogOz8aR2ml
Key-Derivation: Argon2id
Argon2-Memory: 8192
Argon2-Passes: 1
Argon2-Parallelism: 1
Argon2-Salt: 3d9dadf933a38be8743857f4ebf8b265
Private-Lines: 14
XNx+KFkvSic/sdpDZ0Ovu64pYjAsdiz0JAESNnmIX6MCinbu3nsJ31f31EzitM7L
SZ1r9CprjiF2uYog6aNEmz38UKpA1WsxWx+4mkIvwmVVrJ3gJQBUkHpxgWvOSxzx
DtP0UsAiowqkeYhRWRA24LfnVxwgJADJ7uVjg/P/+W+1JFrLQmz2UHCOOSoGqtL5
nPngqKLeWsEKEwD7w5leNjZNa6bNDXV1jgVxMeQeXx1xVNgEDXYl59fqjcFpNH7k
2uyiCjVw+DV4xcUyOtc8rlmiA2hRDKzf7VlyCfuB6XsoC7GDLvhlBJLJG/DV/0XK
XowZpsfPUfEJ+2N34nKwrfVzUhBHY6Uh0lImo+Nm2HglhW0ePTUyZuMBmKouPmMc
aQ6d+GjjDmzTwADA56dhpOmgeCuV7/TT/m7gu2OJAbM95W8eFSnKr3KFS3ajYF7w
V5frsb2UKG+NitvB27a9c9dix1tjGEskUFZTifsNwKzjuSvbrwV1jultkhkRS1DO
l5Cor0DVXelFh5DZ/AcxyHQK/NTYJtH/plPOvXQBKDBt92GM8Gr35VKwuMhwzMwa
c+X8M8RCGFcsAV7VZDupgU4F6wfeC4EX30DuEy4THrIPhlVigwVmrdzvYTZJAY+E
3yqeW8dpFAhS3KWoJSHGN1f1wOHaD3gIgn+84VzZQqNN6YLLqEr57gnZFPNvFqN0
nDRHWTvt3n9IcwXg4Oy4V4G4qr5JUa0zGsPiPDnlnmaA2oXCCon+ujosW+rRRlH/
+mpfDprUHEwQRVDDEe3RqeQRkpvbwIWxC1AVG9cP2iyoT1sLK7BMoQtcgQq+Xx0u
ptWuB961K+bmacVmW+3ZMh6L2OqF0SWbUXTTa1At4Jwf/yGmT7iHWJfZ6pWh7O4i
Private-MAC: ae9cfcb9b045a2d6184c226f9b7face2ddc5116fd0dc9381ca0519fb1904eeb7
`,
  },
] as const
