package fix

import "errors"

func writeCells([]byte, []Change) ([]byte, error) { return nil, errors.New("not yet") }
