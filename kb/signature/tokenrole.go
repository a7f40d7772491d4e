package signature

import "strings"

// roleSlot is a word with a role.
type roleSlot struct {
	hash uint64
	role tokenRole
}

// roleSlots is the size of the table of words with a role, many times their
// number.
const roleSlots = 1024

// roleOf returns the role of a word by its hash.
func roleOf(hash uint64) tokenRole {
	for i := hash % roleSlots; wordRoles[i].role != 0; i = (i + 1) % roleSlots {
		if wordRoles[i].hash == hash {
			return wordRoles[i].role
		}
	}
	return 0
}

// wordRoles is a hash table with open addressing of the words with a role.
var wordRoles = func() (roles [roleSlots]roleSlot) {
	add := func(role tokenRole, words string) {
		for _, w := range strings.Fields(words) {
			h := hashFolded(w)
			i := h % roleSlots
			for roles[i].role != 0 {
				i = (i + 1) % roleSlots
			}
			roles[i] = roleSlot{h, role}
		}
	}
	add(roleNegator, "not no never none neither nor without unable")
	add(rolePolarity, `denied refused rejected failed fails failure invalid unsuccessful unsuccessfully
		successful successfully succeeded enabled disabled incorrect correct missing before after
		allowed disallowed unknown unexpected`)
	add(roleStop, `a an the of to in on at by for from with as is are was were be been being has have had
		do does did and or if it its this that these those you your i we they there will would may might can
		could should`)
	return roles
}()
