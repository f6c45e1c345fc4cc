### Names and descriptions of the slash commands, as Discord's command picker shows them. Names are
### lower case, without spaces, 32 characters at most; descriptions have 100 characters at most.

# The command that shows a member's Sparks.
command-sparks = 스파크
    .description = 내 스파크와 배지, 다음 목표를 확인합니다
